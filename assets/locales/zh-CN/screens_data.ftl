# screens_data
